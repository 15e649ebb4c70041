"""Qt model/view adapters over values."""
