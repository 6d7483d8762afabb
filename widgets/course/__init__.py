"""What an instructor takes away: the question bank for a learning platform, and on paper."""
