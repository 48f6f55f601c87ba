"""The reference reader: pages by way of pdfplumber and pdfminer."""
