"""Datasets in the hands of data scientists: typed frames, questions and charts."""
