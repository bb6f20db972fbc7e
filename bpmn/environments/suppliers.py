"""Suppliers that take their time: where the engine has threads, each is asked in one of its own."""

import time

# The engine `restricted` has no `sleep`: there the answers come at once.
_wait = getattr(time, 'sleep', lambda seconds: None)

PRICES = {
    'north': {'cushion': 19.75, 'desk_lamp': 41.0},
    'south': {'cushion': 18.5, 'desk_lamp': 39.5},
    'west': {'cushion': 21.0, 'desk_lamp': 36.25},
}


def ask(supplier, product):
    _wait(0.5)
    if product not in PRICES[supplier]:
        raise BpmnError('not_offered', payload={'supplier': supplier, 'product': product})
    return {'supplier': supplier, 'price': PRICES[supplier][product]}


def call_service(task_data, operation_name, operation_params):
    if operation_name != 'ask_supplier':
        raise ValueError(f'there is no operation {operation_name!r}')
    return submit(ask, operation_params['supplier']['value'], operation_params['product']['value'])
