"""The types that the program knows without a registration, and their JSON.

Every import of a type's module is inside a function: none is loaded before a script needs it.
"""


def typed(typename, /, **content):
    content['typename'] = typename
    return content


def as_object(members):
    """A dictionary that cannot be mistaken for a typed value."""
    if 'typename' in members:
        return typed('dict', items=[[key, member] for key, member in members.items()])
    return members


def from_object(members):
    """The dictionary of an object that `as_object`, or the program, wrote."""
    return dict(members['items']) if 'typename' in members else members


def encode_datetime(value):
    content = {'value': value.isoformat()}
    if value.fold:
        content['fold'] = 1
    key = getattr(value.tzinfo, 'key', None)
    if isinstance(key, str):
        content['zone'] = key
    return typed('datetime', **content)


def encode_time(value):
    content = {'value': value.isoformat()}
    if value.fold:
        content['fold'] = 1
    return typed('time', **content)


def encode_timedelta(value):
    content = {'days': value.days, 'seconds': value.seconds}
    if value.microseconds:
        content['microseconds'] = value.microseconds
    return typed('timedelta', **content)


def encode_timezone(value):
    import datetime
    offset = value.utcoffset(None)
    content = {'seconds': offset.days * 86400 + offset.seconds + offset.microseconds / 1_000_000}
    if not offset.microseconds:
        content['seconds'] = int(content['seconds'])
    if value.tzname(None) != datetime.timezone(offset).tzname(None):
        content['name'] = value.tzname(None)
    return typed('timezone', **content)


def encode_bytes(value):
    import base64
    return typed('bytes', value=base64.b64encode(value).decode('ascii'))


# By module and name, so that none of these modules is loaded before a script asks for it.
STANDARD_ENCODERS = {
    ('builtins', 'bytes'): encode_bytes,
    ('builtins', 'range'): lambda value: typed('range', start=value.start, stop=value.stop, step=value.step),
    ('datetime', 'datetime'): encode_datetime,
    ('datetime', 'date'): lambda value: typed('date', value=value.isoformat()),
    ('datetime', 'time'): encode_time,
    ('datetime', 'timedelta'): encode_timedelta,
    ('datetime', 'timezone'): encode_timezone,
    ('zoneinfo', 'ZoneInfo'): lambda value: typed('ZoneInfo', key=value.key),
    ('uuid', 'UUID'): lambda value: typed('UUID', value=str(value)),
    ('decimal', 'Decimal'): lambda value: typed('Decimal', value=str(value)),
    ('fractions', 'Fraction'): lambda value: typed(
        'Fraction', numerator=value.numerator, denominator=value.denominator),
}


def decode_datetime(content):
    import datetime
    value = datetime.datetime.fromisoformat(content['value'])
    if 'zone' in content:
        import zoneinfo
        value = value.replace(tzinfo=zoneinfo.ZoneInfo(content['zone']))
    return value.replace(fold=content.get('fold', 0))


def decode_date(content):
    import datetime
    return datetime.date.fromisoformat(content['value'])


def decode_time(content):
    import datetime
    return datetime.time.fromisoformat(content['value']).replace(fold=content.get('fold', 0))


def decode_timedelta(content):
    import datetime
    return datetime.timedelta(content['days'], content['seconds'], content.get('microseconds', 0))


def decode_timezone(content):
    import datetime
    offset = datetime.timedelta(seconds=content['seconds'])
    return datetime.timezone(offset, content['name']) if 'name' in content else datetime.timezone(offset)


def decode_bytes(content):
    import base64
    return base64.b64decode(content['value'], validate=True)


def decode_zone(content):
    import zoneinfo
    return zoneinfo.ZoneInfo(content['key'])


def decode_uuid(content):
    import uuid
    return uuid.UUID(content['value'])


def decode_decimal(content):
    import decimal
    return decimal.Decimal(content['value'])


def decode_fraction(content):
    import fractions
    return fractions.Fraction(content['numerator'], content['denominator'])


DECODERS = {
    'tuple': lambda content: tuple(content['items']),
    'set': lambda content: set(content['items']),
    'frozenset': lambda content: frozenset(content['items']),
    'dict': lambda content: dict(content['items']),
    'bytes': decode_bytes,
    'datetime': decode_datetime,
    'date': decode_date,
    'time': decode_time,
    'timedelta': decode_timedelta,
    'timezone': decode_timezone,
    'ZoneInfo': decode_zone,
    'UUID': decode_uuid,
    'Decimal': decode_decimal,
    'Fraction': decode_fraction,
    'complex': lambda content: complex(content['real'], content['imag']),
    'range': lambda content: range(content['start'], content['stop'], content['step']),
}
