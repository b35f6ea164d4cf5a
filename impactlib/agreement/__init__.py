"""What the parties agreed: one municipality's impact cycle as a checked document."""
