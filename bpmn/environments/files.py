"""A service that reads files: for an engine that may."""


def call_service(task_data, operation_name, operation_params):
    if operation_name != 'read_file':
        raise ValueError(f'there is no operation {operation_name!r}')
    name = operation_params['file_name']['value']
    try:
        with open(name, encoding='utf-8') as file:
            return {'text': file.read()}
    except FileNotFoundError:
        raise BpmnError('file_not_found', payload=name)
