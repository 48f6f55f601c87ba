"""What tools that dump text do to it: put right where the text still says how, withheld where it does not."""
