"""Tables: header rows, columns, where a table ends, and its rows, also over page breaks."""
