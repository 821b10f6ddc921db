"""Paper: layouts, codes to scan, the gate that keeps old numbers off it, the log of editions."""
