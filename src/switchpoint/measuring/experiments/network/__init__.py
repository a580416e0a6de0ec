"""What the experiments about waiting share: a server, four kinds of clients, their measurement."""
