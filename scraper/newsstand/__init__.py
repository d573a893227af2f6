"""Made-up news sites over real HTTP on loopback: the stage for the demo, the end-to-end tests and the benchmarks."""
