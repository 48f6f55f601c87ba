"""Lines and tables to sections: what belongs to each approach, and what stands around it."""
