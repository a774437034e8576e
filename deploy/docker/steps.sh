#!/bin/sh
# The steps that make and try the image, each as a command, so that they run without Docker too:
#
#   steps.sh all      build, root, size, start, health, stop in a temporary folder
#   steps.sh build    the static program           -> $OUT/bot
#   steps.sh root     the image's whole file system -> $OUT/root
#   steps.sh size     fails when that has 30 MB or more, or holds a shell or a program that is not static
#   steps.sh start    starts the bot in that file system as the image does: as nobody, read-only but for /state
#   steps.sh health   asks the bot whether it is ready, for up to 30 s, as HEALTHCHECK does
#   steps.sh stop     tells it to stop, and fails when that takes longer than 10 s or it says that it failed
#
# start, health and stop take the bot's settings from the environment, as the container does. The Dockerfile runs
# build and root; .ci/run runs all.
set -eu
cd "$(dirname "$0")/../.."

OUT=${OUT:-/tmp/bot-image}
LIMIT=30000000 # bytes of the image
USER_ID=65532  # nobody in particular: it has no name in the image either
CERTS=${CERTS:-/etc/ssl/certs/ca-certificates.crt}

build() {
	mkdir -p "$OUT"
	[ -f internal/answer/learned/learned.bin ] || go generate ./...
	go run ./knowledge/pack knowledge/book.zip
	# To keep the image small: with the book's files compressed, without HTTP/2 (the server speaks no TLS, and the clients
	# keep enough connections), and without inlining in what runs rarely or waits for the network or the disk: the command
	# line, the settings, the metrics and their encoding, a book's files, the ledger and its file, the platforms' adapters and
	# libraries, HTTP, TLS with its key exchange, certificates, JSON, fonts, and what they use of the standard library. What finds an
	# answer is inlined as ever, BenchmarkAnswer takes as long with these flags as without, and so is what checks a platform's
	# signature (HMAC, Ed25519). A TLS handshake takes up to half as long again; connections are kept.
	for rare in \
		marketbot/cmd/... marketbot/internal/adapters/... marketbot/internal/config/... marketbot/internal/desk/... \
		marketbot/internal/ledger/... marketbot/internal/operator/... marketbot/knowledge/... \
		github.com/alecthomas/... github.com/bwmarrin/... github.com/fxamacker/... github.com/gorilla/... \
		github.com/peterh/... github.com/prometheus/... github.com/slack-go/... go.etcd.io/... go.yaml.in/yaml/... \
		golang.org/x/image/... golang.org/x/text/... gonum.org/... google.golang.org/protobuf/... \
		github.com/clipperhouse/... github.com/rivo/... bufio compress/... crypto/ecdh crypto/ecdsa crypto/rsa crypto/tls/... \
		crypto/x509 crypto/internal/hpke crypto/internal/fips140/bigmod crypto/internal/fips140/drbg \
		crypto/internal/fips140/ecdh crypto/internal/fips140/ecdsa crypto/internal/fips140/mlkem \
		crypto/internal/fips140/nistec/... crypto/internal/fips140/rsa crypto/internal/fips140/tls12 \
		crypto/internal/fips140/tls13 database/... encoding/asn1 encoding/base64 encoding/hex encoding/json/... encoding/pem \
		expvar fmt go/... image/... internal/poll internal/syscall/... io/... log/slog/... math/big mime/... net net/http/... \
		net/netip net/textproto net/url os/... path/... reflect regexp/... syscall text/... time vendor/golang.org/x/...
	do
		set -- "$@" -gcflags "$rare=-l"
	done
	CGO_ENABLED=0 go build -tags nethttpomithttp2,packed -trimpath -ldflags "-s -w" "$@" -o "$OUT/bot" ./cmd/bot
}

root() {
	rm -rf "$OUT/root"
	mkdir -p "$OUT/root/etc/ssl/certs" "$OUT/root/state"
	cp "$OUT/bot" "$OUT/root/bot"
	cp -L "$CERTS" "$OUT/root/etc/ssl/certs/ca-certificates.crt"
	chown "$USER_ID:$USER_ID" "$OUT/root/state"
	chmod 700 "$OUT/root/state"
}

size() {
	bytes=$(find "$OUT/root" -type f -exec cat {} + | wc -c)
	echo "image: $bytes bytes of $LIMIT"
	[ "$bytes" -lt "$LIMIT" ] || { echo "the image has $LIMIT bytes or more"; exit 1; }
	other=$(cd "$OUT/root" && find . -type f | sort | tr '\n' ' ')
	[ "$other" = "./bot ./etc/ssl/certs/ca-certificates.crt " ] || { echo "the image holds other files: $other"; exit 1; }
	if ldd "$OUT/root/bot" >/dev/null 2>&1; then
		echo "the program is not static"
		exit 1
	fi
}

# inside runs a command as the container does: in the image's file system, read-only but for /state, as nobody and
# without a way to more rights. Where the machine does not let us, as nobody's own program, and it says so.
inside() {
	volume=$OUT/volume
	mkdir -p "$volume"
	export HTTP_ADDR="${HTTP_ADDR:-:8080}" LOG_FORMAT="${LOG_FORMAT:-json}"
	if ! unshare --mount true 2>/dev/null; then
		echo "not confined: unshare is not allowed here" >&2
		shift
		STATE_URL=${STATE_URL:-file:$volume/bot.db} exec "$OUT/root/bot" "$@"
	fi
	chown "$USER_ID:$USER_ID" "$volume"
	STATE_URL=${STATE_URL:-file:/state/bot.db} exec unshare --mount --propagation private sh -c '
		mount --bind "$1" "$1" && mount --bind "$2" "$1/state" && mount -o remount,ro,bind "$1" || exit 1
		root=$1 user=+$3:+$3
		shift 3
		exec setpriv --no-new-privs chroot --userspec="$user" --groups= "$root" "$@"' sh "$OUT/root" "$volume" "$USER_ID" "$@"
}

start() {
	(inside /bot serve) >"$OUT/log" 2>&1 &
	echo $! >"$OUT/pid"
}

health() {
	tries=60
	until (inside /bot health) >"$OUT/health" 2>&1; do
		tries=$((tries - 1))
		if [ "$tries" = 0 ] || ! kill -0 "$(cat "$OUT/pid")" 2>/dev/null; then
			echo "not healthy:"
			cat "$OUT/health" "$OUT/log"
			exit 1
		fi
		sleep 0.5
	done
	cat "$OUT/health"
}

stop() {
	pid=$(cat "$OUT/pid")
	kill -TERM "$pid"
	tries=100
	while kill -0 "$pid" 2>/dev/null; do
		tries=$((tries - 1))
		if [ "$tries" = 0 ]; then
			kill -KILL "$pid"
			echo "did not stop within 10 s"
			exit 1
		fi
		sleep 0.1
	done
	tail -n 1 "$OUT/log"
	grep -q '"msg":"stopped"' "$OUT/log"
}

all() {
	OUT=$(mktemp -d)
	trap 'rm -rf "$OUT"' EXIT
	for step in build root size start health stop; do
		echo "== $step"
		"$step"
	done
}

for step in "$@"; do
	case $step in
	all | build | root | size | start | health | stop) "$step" ;;
	*)
		echo "no step $step"
		exit 2
		;;
	esac
done
