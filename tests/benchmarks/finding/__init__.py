"""The tasks of bench_find.py: data, queries, engines and measures."""
