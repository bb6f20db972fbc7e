from collections import namedtuple
import math

ProductInfo = namedtuple('ProductInfo', ['color', 'size', 'style', 'price'])

_PRODUCTS = {
    'product_a': ProductInfo(False, False, False, 15.0),
    'product_g': ProductInfo(True, True, True, 34.5),
}


def lookup_product_info(name):
    return _PRODUCTS[name]


def product_info_to_dict(obj):
    return dict(obj._asdict())


def product_info_from_dict(dct):
    return ProductInfo(**dct)


def circle(radius):
    return math.pi * radius ** 2


registry.register(ProductInfo, product_info_to_dict, product_info_from_dict)


def call_service(task_data, operation_name, operation_params):
    if operation_name == 'lookup':
        return lookup_product_info(operation_params['name'])
    if operation_name == 'text':
        return '{"found": [1, 2.0, null]}'
    if operation_name == 'plain':
        return 'no JSON'
    if operation_name == 'data':
        return task_data['order']
    if operation_name == 'missing':
        raise BpmnError('not_found', 'No such product', {'name': operation_params['name']})
    raise ValueError(f'no operation {operation_name}')
