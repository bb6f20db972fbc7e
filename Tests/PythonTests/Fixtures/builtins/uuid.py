import uuid
from uuid import UUID
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

u = UUID('{12345678-1234-5678-1234-567812345678}')
names = ['hex', 'int', 'bytes', 'bytes_le', 'fields', 'time_low', 'time_mid', 'time_hi_version', 'clock_seq_hi_variant',
         'clock_seq_low', 'time', 'clock_seq', 'node', 'urn', 'variant', 'version']
for x in [u, uuid.NAMESPACE_DNS, UUID(int=0), UUID(int=2 ** 128 - 1), uuid.uuid5(uuid.NAMESPACE_URL, 'https://example.org/')]:
    print(x, repr(x), hash(x) == hash(x.int), int(x) == x.int)
    for name in names:
        print(name, repr(getattr(x, name)))
show(
    lambda: UUID(), lambda: UUID('x'), lambda: UUID('1234'), lambda: UUID(5), lambda: UUID(int=-1), lambda: UUID(int=2 ** 128),
    lambda: UUID(bytes=b'x'), lambda: UUID(bytes=b'x' * 16), lambda: UUID(bytes_le=b'0123456789abcdef'), lambda: UUID(bytes_le=b'x'),
    lambda: UUID(fields=(1, 2)), lambda: UUID(fields=(1, 2, 3, 4, 5, 6)), lambda: UUID(fields=(2 ** 32, 2, 3, 4, 5, 6)),
    lambda: UUID(fields=(1, 2, 3, 256, 5, 6)), lambda: UUID(fields=(1, 2, 3, 4, 5, 2 ** 48)), lambda: UUID(int=5, version=4), lambda: UUID(int=5, version=9),
    lambda: UUID('urn:uuid:12345678-1234-5678-1234-567812345678') == u, lambda: UUID(hex='12345678' * 4), lambda: UUID('a' * 32, int=5),
    lambda: u < UUID(int=5), lambda: u == str(u), lambda: u < 5, lambda: sorted([u, UUID(int=1)]), lambda: {u: 1}[UUID(str(u))], lambda: setattr(u, 'int', 5),
    lambda: uuid.uuid3(uuid.NAMESPACE_DNS, 'python.org'), lambda: uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), lambda: uuid.uuid5(uuid.NAMESPACE_OID, 'Zürich'),
    lambda: uuid.uuid3(uuid.NAMESPACE_X500, ''), lambda: uuid.uuid5('x', 'y'), lambda: (uuid.uuid4().version, uuid.uuid4().variant), lambda: uuid.uuid4() == uuid.uuid4(),
    lambda: (uuid.uuid1().version, uuid.uuid1(5, 6).node, uuid.uuid1(5, 6).clock_seq), lambda: uuid.uuid1().time < uuid.uuid1().time, lambda: len(str(uuid.uuid4())),
    lambda: uuid.getnode() == uuid.getnode(), lambda: uuid.RFC_4122, lambda: f'{u}', lambda: f'{u!s:>40}', lambda: type(u), lambda: isinstance(u, UUID), lambda: '%s' % u, lambda: u.hex[:8],
)
