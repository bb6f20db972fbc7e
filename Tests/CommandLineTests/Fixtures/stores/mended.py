def divided(dividend, divisor):
    return dividend / divisor if divisor else None
