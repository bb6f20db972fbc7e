def orders(count):
    made = []
    for number in range(count):
        items = []
        for position in range(number % 5 + 1):
            items.append({"sku": f"P-{position:03d}", "quantity": position + 1, "price": 9.5 + position})
        made.append(
            {
                "id": number,
                "customer": {"name": f"customer {number % 97}", "country": ["DE", "FR", "US"][number % 3]},
                "items": items,
                "paid": number % 2 == 0,
            }
        )
    return made


def shape(source):
    by_country = {}
    for order in source:
        total = sum(item["quantity"] * item["price"] for item in order["items"])
        country = order["customer"]["country"]
        group = by_country.setdefault(country, {"orders": 0, "total": 0.0, "customers": {}})
        group["orders"] += 1
        group["total"] += total
        customers = group["customers"]
        name = order["customer"]["name"]
        if name not in customers:
            customers[name] = {"orders": [], "skus": []}
        customers[name]["orders"].append(order["id"])
        for item in order["items"]:
            if item["sku"] not in customers[name]["skus"]:
                customers[name]["skus"].append(item["sku"])
    return {
        country: {**group, "customers": len(group["customers"]), "average": round(group["total"] / group["orders"], 2)}
        for country, group in by_country.items()
    }


made = orders(12000)
shaped = shape(made)
flat = [
    {"order": order["id"], "sku": item["sku"], "sum": item["quantity"] * item["price"]}
    for order in made
    if order["paid"]
    for item in order["items"]
]
result = [shaped["DE"]["total"], shaped["FR"]["average"], len(flat), flat[-1]["sum"]]
made = shaped = flat = None
