"""What the scripts of the furniture shop look up: products and shipping costs."""

from collections import namedtuple

# color, size, style: whether the customer may choose it. price: of one piece.
ProductInfo = namedtuple('ProductInfo', ['color', 'size', 'style', 'price'])

PRODUCTS = {
    'armchair': ProductInfo(True, False, True, 249.0),
    'bookshelf': ProductInfo(False, True, False, 89.5),
    'cushion': ProductInfo(True, True, False, 19.75),
    'desk_lamp': ProductInfo(True, False, False, 39.5),
    'picture_frame': ProductInfo(False, True, True, 12.25),
}


def lookup_product_info(product_name):
    if product_name not in PRODUCTS:
        raise ValueError(f'there is no product {product_name!r}; there are: {", ".join(PRODUCTS)}')
    return PRODUCTS[product_name]


def lookup_shipping_cost(shipping_method, item_count):
    """The courier comes once for everything; parcels hold three pieces, more than that cost a flat rate."""
    if shipping_method == 'courier':
        return 25.0
    if shipping_method == 'parcel':
        return 6.5 if item_count <= 3 else 11.0
    if shipping_method == 'pickup':
        return 0.0
    raise ValueError(f'there is no shipping method {shipping_method!r}')


def product_info_to_dict(product_info):
    return product_info._asdict()


def product_info_from_dict(fields):
    return ProductInfo(**fields)


registry.register(ProductInfo, product_info_to_dict, product_info_from_dict)
