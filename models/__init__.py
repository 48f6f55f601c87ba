"""What things are: types, the framework, the tables. No input or output."""
