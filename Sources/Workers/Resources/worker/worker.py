"""The worker of the engine `python`: runs scripts for the program that started it.

Both sides write JSON objects, one a line, to the socket whose number is the first argument. The program asks
(`{"id": 1, "do": "run", ...}`), the worker answers with the same id. In between it may tell what a script prints
(`{"print": ...}`) and ask for the time (`{"ask": "now"}`). Values look as in the program's own JSON: what JSON does not
have is an object with a `typename`.
"""

import contextlib
import inspect
import json
import sys
import threading
import warnings

from wfstore_worker.connection import Connection
from wfstore_worker.limits import OWN_RECURSION_LIMIT, any_integer, script_recursion
from wfstore_worker.scripts import SCRIPT, Environment, Program, changes
from wfstore_worker.services import Future, Pending
from wfstore_worker.standard_types import as_object, from_object
from wfstore_worker.values import BpmnError, Decoder, Encoder, Registry, Unstorable
from wfstore_worker.world import World


class Worker:
    """Answers the program's requests."""

    def __init__(self, connection):
        self.connection = connection
        self.registry = Registry()
        self.world = World(connection)
        self.programs = []
        self.pending = Pending()
        self.environment = Environment(self.registry, self.world)

    def load(self, request, _):
        self.world.seed = request['seed']
        script_recursion.limit = request['depth']
        for module in request['modules']:
            request['loading'] = module['name']
            self.environment.load(module['name'], module['source'])
        return {'names': sorted(self.environment.names),
                'typenames': sorted(registered.tag for registered in self.registry.typenames.values())}

    def compile(self, request, _):
        program = Program(request['kind'], request['text'])
        self.programs.append(program)
        return {'program': len(self.programs) - 1, 'names': sorted(program.names), 'all': program.is_reflective}

    def run(self, request, line):
        program = self.programs[request['program']]
        data, locals = request['data'], request['locals']
        variables = self.environment.globals(locals)
        variables.update(data)
        if program.is_expression:
            with script_recursion():
                value = eval(program.code, variables)
                if isinstance(value, Future):
                    value = value.result()
            return {'value': Encoder(self.registry).encode(value)}
        with script_recursion():
            exec(program.code, variables)
        with any_integer():
            written, removed = changes(
                variables, self.environment, locals, data, lambda: from_object(json.loads(line)['data']))
        return {'written': as_object(written), 'removed': removed}

    def call(self, request, _):
        service = self.environment.names.get('call_service')
        if service is None:
            raise Unstorable('no environment module defines call_service')
        with script_recursion():
            value = service(
                request['data'], request['operation'], request['parameters'], **self.call_id(service, request))
        if isinstance(value, Future):
            return {'pending': self.pending.add(value)}
        return self.answer_of_service(value)

    def poll(self, request, _):
        future = self.pending.take(request['pending'])
        return {} if future is None else self.answer_of_service(future.result())

    def abandon(self, request, _):
        self.pending.abandon(request['pending'])
        return {}

    @staticmethod
    def call_id(service, request):
        """The id of the call, for a service that asks for it: the same when the call is made again after a crash."""
        try:
            parameters = inspect.signature(service).parameters
        except (TypeError, ValueError):
            return {}
        return {'call_id': request['key']} if 'call_id' in parameters else {}

    def answer_of_service(self, value):
        if isinstance(value, (str, bytes)):
            # An answer that is no JSON text is the text itself.
            with contextlib.suppress(ValueError):
                value = json.loads(value)
        return {'value': Encoder(self.registry).encode(value)}

    def answer(self, line):
        decoder = Decoder(self.registry)
        with any_integer():
            request = decoder.decode(line)
        self.connection.last_now = request['now']
        try:
            if decoder.failure is not None:
                raise decoder.failure
            answer = getattr(self, request['do'])(request, line)
        except BaseException as error:
            answer = {'error': describe(error, request, self.registry)}
            # Whatever line it is told of, the module that was being loaded is the one to look into.
            answer['error']['module'] = request.get('loading')
        self.connection.output.flush()
        answer['id'] = request['id']
        with any_integer():
            self.connection.send(answer)


def describe(error, request, registry):
    """What the program learns of an exception."""
    if isinstance(error, Unstorable):
        return {'code': 'value', 'message': str(error)}
    described = {'code': 'exception', 'exception': type(error).__name__, 'message': text_of(error)}
    if isinstance(error, SyntaxError) and request['do'] in ('compile', 'load'):
        described.update(code='syntax', message=text_of(error.msg), line=error.lineno, column=error.offset)
        if request['do'] == 'load':
            described['file'] = error.filename
        return described
    if isinstance(error, BpmnError):
        described['bpmn'] = {
            'code': text_of(error.code), 'name': None if error.name is None else text_of(error.name),
            'payload': encoded_payload(error.payload, registry)}
    # The innermost line of the script: what it called has lines of its own, which mean nothing here.
    files = [module['name'] + '.py' for module in request['modules']] if request['do'] == 'load' else [SCRIPT]
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in files:
            described['line'] = trace.tb_lineno
            described['file'] = trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return described


def text_of(value):
    """`str` of a script's object, which may fail, as text that JSON can hold."""
    try:
        text = str(value)
    except BaseException as error:
        text = f'<unprintable: {type(error).__name__}>'
    return text.encode('utf-8', 'replace').decode('utf-8')


def encoded_payload(payload, registry):
    try:
        return Encoder(registry, 'payload').encode(payload)
    except Exception as error:
        return text_of(error)


def main():
    connection = Connection(int(sys.argv[1]))
    sys.argv = ['']
    sys.path = [folder for folder in sys.path if folder]
    sys.stdout = sys.__stdout__ = connection.output
    sys.setrecursionlimit(OWN_RECURSION_LIMIT)
    warnings.simplefilter('ignore', SyntaxWarning)
    worker = Worker(connection)
    threading.Thread(target=connection.end_with_the_program, daemon=True).start()
    connection.send({'hello': 1, 'version': sys.version.split()[0], 'executable': sys.executable})
    while True:
        line = connection.receive()
        if line is None:
            break
        connection.busy.set()
        worker.answer(line)
        connection.busy.clear()
