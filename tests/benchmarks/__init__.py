"""`make bench`: speeds as ratios inside one run, since the machines that run it are noisy."""
