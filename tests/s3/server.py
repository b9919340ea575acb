"""An S3 server for the tests: prints one JSON line when it is ready and ends with its standard input.

What it mends in moto: a signature is checked over the query as it is signed, and of two that put the
same new key at once one alone wins.
"""

import json
import logging
import os
import sys
import threading
from urllib.parse import parse_qsl, quote, urlencode

os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")

import boto3
import requests
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

logging.getLogger("werkzeug").setLevel(logging.ERROR)
inner = DomainDispatcherApplication(create_backend_app)
one_at_a_time = threading.Lock()


def app(environ, start_response):
    query = parse_qsl(environ["QUERY_STRING"], keep_blank_values=True)
    environ["QUERY_STRING"] = urlencode(query, quote_via=quote, safe="-_.~")
    with one_at_a_time:
        return list(inner(environ, start_response))


server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=MotoRequestHandler)
threading.Thread(target=server.serve_forever, daemon=True).start()
endpoint = "http://127.0.0.1:%d" % server.server_address[1]
root = {
    "endpoint_url": endpoint,
    "region_name": "us-east-1",
    "aws_access_key_id": "root",
    "aws_secret_access_key": "root",
}
iam = boto3.client("iam", **root)
iam.create_user(UserName="school")
allow = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}],
}
iam.put_user_policy(UserName="school", PolicyName="all", PolicyDocument=json.dumps(allow))
key = iam.create_access_key(UserName="school")["AccessKey"]
boto3.client("s3", **root).create_bucket(Bucket="school")
# From now on signatures count.
requests.post(endpoint + "/moto-api/reset-auth", data="0").raise_for_status()
print(
    json.dumps(
        {
            "endpoint": endpoint,
            "bucket": "school",
            "access_key_id": key["AccessKeyId"],
            "secret_access_key": key["SecretAccessKey"],
        }
    ),
    flush=True,
)
sys.stdin.read()
