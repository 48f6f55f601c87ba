"""Makes factsheets about invented municipalities, with their labels: a tool for development, tests and benchmarks."""
