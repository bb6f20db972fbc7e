import hashlib
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

names = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'blake2b', 'blake2s']
for name in names:
    h = getattr(hashlib, name)()
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest())
    for size in [1, 3, 55, 56, 63, 64, 65, 71, 72, 111, 112, 127, 128, 129, 135, 136, 143, 144, 200, 1000]:
        data = bytes(i * 7 % 256 for i in range(size))
        h.update(data)
        print(size, getattr(hashlib, name)(data).hexdigest(), hashlib.new(name, data).hexdigest() == getattr(hashlib, name)(data).hexdigest())
    copy = h.copy()
    copy.update(b'x')
    print(h.hexdigest(), copy.hexdigest(), h.digest() == bytes.fromhex(h.hexdigest()))
for name in ['shake_128', 'shake_256']:
    h = getattr(hashlib, name)(b'abc')
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(0), h.hexdigest(32), h.digest(400) == bytes.fromhex(h.hexdigest(400)))
    h.update(bytes(500))
    print(h.hexdigest(200))
show(
    lambda: hashlib.sha256('abc'), lambda: hashlib.sha256(5), lambda: hashlib.sha256(b'abc').update('x'), lambda: hashlib.new('x'), lambda: hashlib.new('SHA256', b'a').hexdigest(),
    lambda: hashlib.sha256(string=b'a').hexdigest(), lambda: hashlib.md5(b'a', usedforsecurity=False).hexdigest(), lambda: 'sha256' in hashlib.algorithms_available, lambda: sorted(hashlib.algorithms_guaranteed),
    lambda: hashlib.blake2b(b'abc', digest_size=16).hexdigest(), lambda: hashlib.blake2b(b'abc', key=b'secret', salt=b's', person=b'p').hexdigest(), lambda: hashlib.blake2s(b'abc', digest_size=8, key=b'k').hexdigest(),
    lambda: hashlib.blake2b(digest_size=65), lambda: hashlib.blake2b(digest_size=0), lambda: hashlib.blake2s(key=bytes(33)), lambda: hashlib.blake2b(salt=bytes(17)), lambda: hashlib.blake2b(b'', fanout=2, depth=3, leaf_size=4, node_offset=5, node_depth=1, inner_size=7, last_node=True).hexdigest(),
    lambda: hashlib.blake2s(b'x', fanout=2, depth=3, leaf_size=4, node_offset=5, node_depth=1, inner_size=7, last_node=True).hexdigest(), lambda: hashlib.blake2b(digest_size=20).digest_size, lambda: hashlib.shake_128(b'').hexdigest(),
)
