#!/bin/sh
# Puts what differs between environments into Nginx's configuration and the shop's /config.json, then becomes Nginx.
#   OIDC_ISSUER      (required) who signs people in
#   OIDC_AUTHORITY   where browsers find it, when that is another address; OIDC_CLIENT_ID and OIDC_SCOPE of the shop there
#   APPLICATIONINSIGHTS_CONNECTION_STRING   where telemetry goes; empty for none
#   SHOP_DEMO        true where the bank is simulated and its test cards may be shown
# A config.json mounted at /etc/shop is served as it is.
set -eu
work=/tmp/nginx

fail() {
  printf 'shop: %s\n' "$1" >&2
  exit 78
}
# The values end in JSON and in Nginx's own language: what could mean something there is refused.
plain() {
  case $2 in
    *[!A-Za-z0-9._~:/?@\&=+,\;%\ -]*) fail "$1 holds a character that no address, id or connection string has; check its value" ;;
  esac
}
origin() {
  printf '%s' "$1" | sed -nE 's#^(https?://[^/;]+).*#\1#p'
}

authority=${OIDC_AUTHORITY:-${OIDC_ISSUER:-}}
client=${OIDC_CLIENT_ID:-halden-shop}
scope=${OIDC_SCOPE:-openid profile email offline_access}
telemetry=${APPLICATIONINSIGHTS_CONNECTION_STRING:-}
demo=${SHOP_DEMO:-false}
plain OIDC_ISSUER "$authority"
plain OIDC_CLIENT_ID "$client"
plain OIDC_SCOPE "$scope"
plain APPLICATIONINSIGHTS_CONNECTION_STRING "$telemetry"
case $demo in true | false) ;; *) fail "SHOP_DEMO must be true or false, got '$demo'" ;; esac
identity_origin=$(origin "$authority")
[ -n "$identity_origin" ] || fail "OIDC_ISSUER must be the http(s) address of who signs people in, got '$authority'"
telemetry_origin=$(origin "$(printf '%s' "$telemetry" | sed -nE 's#.*IngestionEndpoint=([^;]+).*#\1#p')")

mkdir -p "$work/conf.d" "$work/shop"
config=/etc/shop/config.json
if [ ! -e "$config" ]; then
  config=$work/shop/config.json
  printf '{"identity":{"authority":"%s","clientId":"%s","scope":"%s"},"telemetry":{"connectionString":"%s"},"apiBase":"","demo":%s}\n' \
    "$authority" "$client" "$scope" "$telemetry" "$demo" >"$config"
fi
cp /opt/shop/nginx.conf "$work/nginx.conf"
for template in /etc/nginx/templates/*.template; do
  file=${template##*/}
  sed -e "s#\${SHOP_IDENTITY_ORIGIN}#$identity_origin#g" -e "s#\${SHOP_TELEMETRY_ORIGIN}#$telemetry_origin#g" \
    -e "s#/etc/nginx/conf\.d/#$work/conf.d/#g" -e "s#/etc/shop/config\.json#$config#g" \
    "$template" >"$work/conf.d/${file%.template}"
done
exec nginx -e /dev/stderr -c "$work/nginx.conf" -g 'daemon off;'
