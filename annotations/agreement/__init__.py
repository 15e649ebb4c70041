"""How well annotators agree, with each other and with what was suggested to them."""
