RATES = {'low': 1}

highest = RATES['high']
