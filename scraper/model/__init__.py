"""The words of the trade as frozen values. Every other room may import this one; it imports none of them."""
