"""What the benchmarks of the other apps share; a development tool."""
