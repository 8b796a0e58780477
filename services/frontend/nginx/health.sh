#!/bin/bash
# The health check of the image, which has no HTTP client: bash opens connections by itself.
exec 3<>/dev/tcp/127.0.0.1/8080
printf 'GET /health HTTP/1.0\r\n\r\n' >&3
read -r -t 2 status <&3
[[ $status == *' 200 '* ]]
