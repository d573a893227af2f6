"""Tests of reading: bytes in, values out."""
