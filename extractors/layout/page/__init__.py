"""What is the text of a page: turned pages, columns of the page, margins, and what lies behind the text."""
