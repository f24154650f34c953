#!/bin/sh
# run.sh [-n PADS] COMMAND...: runs COMMAND where it finds fake pads. See README.md.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pads=1
if [ "${1-}" = -n ]; then
    pads=$2
    shift 2
fi
[ $# -gt 0 ] || { echo "usage: run.sh [-n PADS] COMMAND..." >&2; exit 2; }

if [ "${1-}" = --inside ]; then
    # Second half, in a mount namespace of its own: the same /dev, but with our /dev/input.
    shift
    old=$FAKEPAD_DIR/.dev
    mkdir -p "$old"
    mount --rbind /dev "$old"
    mount -t tmpfs -o mode=755 tmpfs /dev
    for entry in "$old"/*; do
        name=${entry##*/}
        [ "$name" != input ] || continue
        if [ -L "$entry" ]; then
            cp -P "$entry" "/dev/$name"
        else
            if [ -d "$entry" ]; then mkdir "/dev/$name"; else : >"/dev/$name"; fi
            mount --rbind "$entry" "/dev/$name"
        fi
    done
    mkdir /dev/input
    mount --bind "$FAKEPAD_DIR" /dev/input
    exec env GILRS_DISABLE_UDEV=1 LD_PRELOAD="$FAKEPAD_DIR/fakepad.so" "$@"
fi

is_ours=
if [ -z "${FAKEPAD_DIR-}" ]; then
    FAKEPAD_DIR=$(mktemp -d)
    is_ours=yes
fi
export FAKEPAD_DIR
${CC:-cc} -O1 -shared -fPIC -o "$FAKEPAD_DIR/fakepad.so" "$here/fakepad.c" -ldl
${CC:-cc} -O1 -o "$FAKEPAD_DIR/pad_event" "$here/pad_event.c"
number=0
while [ "$number" -lt "$pads" ]; do
    "$FAKEPAD_DIR/pad_event" "$FAKEPAD_DIR/event$number" connect
    number=$((number + 1))
done
echo "fakepad: $FAKEPAD_DIR/pad_event $FAKEPAD_DIR/event0 South down" >&2
if [ -z "$is_ours" ]; then
    exec unshare -m "$here/run.sh" --inside "$@"
fi
status=0
unshare -m "$here/run.sh" --inside "$@" || status=$?
rm -rf --one-file-system "$FAKEPAD_DIR"
exit "$status"
