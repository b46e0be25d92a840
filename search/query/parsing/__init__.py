"""From text to a query tree: tokens, values, nodes, and Whoosh's parser with our plugins."""
