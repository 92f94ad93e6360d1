"""Mail: posted into the database by whatever causes it, sent by a worker of its own."""
