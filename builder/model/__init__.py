"""What passes between the stages: values without behaviour of their own."""
