import base64 as b
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, isinstance(error, ValueError), error)

for n in range(9):
    raw = bytes(range(250, 250 + n)) if n < 6 else bytes(range(n))
    for name in ['b64encode', 'standard_b64encode', 'urlsafe_b64encode', 'b32encode', 'b32hexencode', 'b16encode', 'encodebytes']:
        text = getattr(b, name)(raw)
        back = getattr(b, name.replace('encode', 'decode'))(text)
        print(name, text, back == raw)
print(b.encodebytes(bytes(range(200))))
show(
    lambda: b.b64encode('a'), lambda: b.b64encode(b'\xfb\xff', b'@$'), lambda: b.b64encode(b'a', b'1'), lambda: b.b64encode(5), lambda: b.b64decode('YQ=='),
    lambda: b.b64decode('YQ'), lambda: b.b64decode('Y'), lambda: b.b64decode('YWJjY'), lambda: b.b64decode('YW Jj\n'), lambda: b.b64decode('YW Jj', validate=True), lambda: b.b64decode('é'),
    lambda: b.b64decode('YQ==YQ=='), lambda: b.b64decode('YQ==YQ==', validate=True), lambda: b.b64decode('=YQ=', validate=True), lambda: b.b64decode('Y=Q=', validate=True), lambda: b.b64decode('YQ=', validate=True),
    lambda: b.b64decode('YQ=='.encode(), validate=True), lambda: b.b64decode('@$8=', b'@$'), lambda: b.b64decode('-_8='), lambda: b.urlsafe_b64decode('-_8='), lambda: b.b64decode(5), lambda: b.b64decode(None), lambda: b.b64decode(''),
    lambda: b.b32decode('MFRGG==='), lambda: b.b32decode('mfrgg==='), lambda: b.b32decode('mfrgg===', casefold=True), lambda: b.b32decode('MFRGG'), lambda: b.b32decode('M1RGG===', map01='L'), lambda: b.b32decode('MFRG0==='),
    lambda: b.b32decode('M======='), lambda: b.b32decode(''), lambda: b.b16decode('0aFF'), lambda: b.b16decode('0aff', True), lambda: b.b16decode('0AF'), lambda: b.b16decode('XX'), lambda: b.b16decode(b'0AFF'), lambda: b.encodebytes('x'), lambda: b.decodebytes(b'YWJj\n'), lambda: b.decodebytes('x'),
)
