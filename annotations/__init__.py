"""The core of Spandesk: everything that works without a window."""
