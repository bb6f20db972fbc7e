def divided(dividend, divisor):
    return dividend / divisor
