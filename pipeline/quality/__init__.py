"""Whether datasets can be trusted: verification, differences and evaluation."""
