"""The services of the furniture shop, over the functions of product_info.py, which has to be given before this file."""

SERVICES = {
    'lookup_product_info': lambda product_name: product_info_to_dict(lookup_product_info(product_name)),
    'lookup_shipping_cost': lookup_shipping_cost,
}


def call_service(task_data, operation_name, operation_params):
    if operation_name not in SERVICES:
        raise ValueError(f'there is no operation {operation_name!r}')
    return SERVICES[operation_name](**{name: parameter['value'] for name, parameter in operation_params.items()})
