def lookup_product_info(product_name):
    return None
