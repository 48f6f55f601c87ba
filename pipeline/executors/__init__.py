"""Ways to run documents: in this process, in processes of this machine, on a cluster. Same call, same results."""
