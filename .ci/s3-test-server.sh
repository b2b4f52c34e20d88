#!/usr/bin/env bash
# A real S3 server on loopback for integration tests: Ceph's gateway over a one-disk in-memory cluster.
# usage: s3-test-server.sh start|stop <data-dir> [s3-port]      needs: radosgw ceph-mon ceph-osd (apt)
set -euo pipefail
CMD=$1; D=$(mkdir -p "$2" && cd "$2" && pwd); PORT=${3:-4600}; MON=$((PORT+1))
AK=${S3_ACCESS_KEY:-quoinaccess}; SK=${S3_SECRET_KEY:-quoinsecretquoinsecret}
stop() { for p in "$D"/run/*.pid; do [ -e "$p" ] && kill -9 "$(cat "$p")" 2>/dev/null || true; rm -f "$p"; done; }  # nothing to flush
if [ "$CMD" = stop ]; then stop; exit 0; fi
stop; sleep 0.2; rm -rf "${D:?}"/*; mkdir -p "$D"/{mon,osd,rgw,run,log}
FSID=$(cat /proc/sys/kernel/random/uuid); OSD=$(cat /proc/sys/kernel/random/uuid); export CEPH_CONF="$D/ceph.conf"
cat > "$CEPH_CONF" <<C
[global]
fsid = $FSID
mon host = v2:127.0.0.1:$MON
public network = 127.0.0.0/8
public addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc
ms bind port min = $((PORT+2))
ms bind port max = $((PORT+19))
run dir = $D/run
pid file = $D/run/\$name.pid
admin socket = $D/run/\$name.asok
log file = $D/log/\$name.log
mon data = $D/mon
mon data avail crit = 1
mon allow pool size one = true
paxos propose interval = 0.02
paxos min wait = 0.01
osd data = $D/osd
osd objectstore = memstore
memstore device bytes = ${S3_BYTES:-4294967296}
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd max object name len = 256
osd max object namespace len = 64
[client]
client mount timeout = 20
rgw data = $D/rgw
rgw frontends = beast endpoint=127.0.0.1:$PORT
rgw enable apis = s3
rgw relaxed region enforcement = true
rgw gc obj min wait = 30
rgw gc processor period = 30
C
monmaptool --create --fsid "$FSID" --addv a "[v2:127.0.0.1:$MON]" "$D/monmap" >/dev/null
ceph-mon --mkfs -i a --monmap "$D/monmap" && ceph-mon -i a
ceph --connect-timeout 20 osd new "$OSD" 0 >/dev/null          # same uuid as --mkfs below, or the OSD never boots
ceph-osd -i 0 --mkfs --osd-uuid "$OSD" >"$D/log/mkfs.txt" 2>&1 && ceph-osd -i 0 >/dev/null 2>&1
timeout 60 radosgw-admin user create --uid=quoin --display-name=quoin --access-key="$AK" --secret="$SK" >/dev/null 2>"$D/log/user.txt"
radosgw -n client.rgw
for _ in $(seq 1 120); do curl -fsS -o /dev/null "http://127.0.0.1:$PORT/" 2>/dev/null && { echo "S3 on http://127.0.0.1:$PORT"; exit 0; }; sleep 0.25; done
echo "S3 did not start; see $D/log" >&2; exit 1
