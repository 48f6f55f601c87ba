"""The fast reader: pages by way of pdfium."""
