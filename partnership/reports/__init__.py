"""Overview and progress reports: collect, freeze, render, store."""
