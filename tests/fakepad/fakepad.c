/* A preloaded library: a FIFO at /dev/input/eventN answers as a pad. event0 to event7 are Xbox 360 pads
 * (045e:028e) with a hat and rumble; event8 on are pads that no database knows (f00d:cafe), whose d-pad is four
 * buttons, without rumble.
 * Test support only. The program reads events from the FIFO; this library answers the questions (ioctl)
 * that a kernel device would, and prints what the program sends to the pad's motors. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/input.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NONE, KNOWN, UNKNOWN };
static const int UNKNOWN_FIRST = 8;

static const char *const NAMES[] = {"", "Microsoft X-Box 360 pad", "Nobody's pad"};
static const int TYPES[] = {EV_KEY, EV_ABS, EV_FF};
static const int UNKNOWN_TYPES[] = {EV_KEY, EV_ABS};
static const int UNKNOWN_KEYS[] = {BTN_A,     BTN_B,      BTN_X,      BTN_Y,       BTN_TL,        BTN_TR,
                                   BTN_SELECT, BTN_START,  BTN_MODE,   BTN_THUMBL,  BTN_THUMBR,    BTN_DPAD_UP,
                                   BTN_DPAD_DOWN, BTN_DPAD_LEFT, BTN_DPAD_RIGHT};
static const int UNKNOWN_AXES[] = {ABS_X, ABS_Y, ABS_Z, ABS_RX, ABS_RY, ABS_RZ};
static const int KEYS[] = {BTN_A,      BTN_B,     BTN_X,    BTN_Y,      BTN_TL,    BTN_TR,
                           BTN_SELECT, BTN_START, BTN_MODE, BTN_THUMBL, BTN_THUMBR};
static const int AXES[] = {ABS_X, ABS_Y, ABS_Z, ABS_RX, ABS_RY, ABS_RZ, ABS_HAT0X, ABS_HAT0Y};
static const int EFFECTS[] = {FF_RUMBLE, FF_PERIODIC, FF_SQUARE, FF_TRIANGLE, FF_SINE, FF_GAIN};

static int kind_of(int file) {
    char link[64], path[128];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return NONE;
    path[length] = 0;
    if (strncmp(path, "/dev/input/event", 16) != 0) return NONE;
    return atoi(path + 16) < UNKNOWN_FIRST ? KNOWN : UNKNOWN;
}

static void set_bits(unsigned char *bits, int size, const int *numbers, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (numbers[i] / 8 < size) bits[numbers[i] / 8] |= 1 << (numbers[i] % 8);
}

#define SET(numbers) set_bits(answer, size, numbers, sizeof numbers / sizeof *numbers)

static int answer_capabilities(int kind, int type, unsigned char *answer, int size) {
    memset(answer, 0, size);
    if (kind == UNKNOWN) {
        if (type == 0) SET(UNKNOWN_TYPES);
        if (type == EV_KEY) SET(UNKNOWN_KEYS);
        if (type == EV_ABS) SET(UNKNOWN_AXES);
        return size;
    }
    if (type == 0) SET(TYPES);
    if (type == EV_KEY) SET(KEYS);
    if (type == EV_ABS) SET(AXES);
    if (type == EV_FF) SET(EFFECTS);
    return size;
}

static int answer_axis(int axis, struct input_absinfo *info) {
    memset(info, 0, sizeof *info);
    if (axis == ABS_Z || axis == ABS_RZ) {
        info->maximum = 255;
    } else if (axis >= ABS_HAT0X) {
        info->minimum = -1;
        info->maximum = 1;
    } else {
        info->minimum = -32768;
        info->maximum = 32767;
        info->fuzz = 16;
        info->flat = 128;
    }
    return 0;
}

static int answer(int kind, int number, int size, void *argument) {
    if (number == 0x02) {
        struct input_id id = {.bustype = 3, .vendor = 0x045e, .product = 0x028e, .version = 0x0114};
        if (kind == UNKNOWN) {
            id.vendor = 0xf00d;
            id.product = 0xcafe;
        }
        memcpy(argument, &id, sizeof id);
        return 0;
    }
    if (number == 0x06) {
        strncpy(argument, NAMES[kind], size);
        return strlen(NAMES[kind]) + 1;
    }
    if (number == 0x18) {
        memset(argument, 0, size);
        return size;
    }
    if (number >= 0x20 && number < 0x40) return answer_capabilities(kind, number - 0x20, argument, size);
    if (number >= 0x40 && number < 0x80) return answer_axis(number - 0x40, argument);
    if (number == 0x80) {
        struct ff_effect *effect = argument;
        if (effect->id < 0) effect->id = 0;
        fprintf(stderr, "fakepad: effect type=%x strong=%u weak=%u length=%u\n", effect->type,
                effect->u.rumble.strong_magnitude, effect->u.rumble.weak_magnitude, effect->replay.length);
        return effect->id;
    }
    return 0;
}

int ioctl(int file, unsigned long request, ...) {
    static int (*real)(int, unsigned long, ...);
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    if (!real) real = dlsym(RTLD_NEXT, "ioctl");
    int kind = _IOC_TYPE(request) == 'E' ? kind_of(file) : NONE;
    if (kind == NONE) return real(file, request, argument);
    return answer(kind, _IOC_NR(request), _IOC_SIZE(request), argument);
}

/* What is written to the pad would come back as its own event: a FIFO has one direction. */
ssize_t write(int file, const void *bytes, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (size != sizeof(struct input_event) || kind_of(file) == NONE) return real(file, bytes, size);
    const struct input_event *event = bytes;
    fprintf(stderr, "fakepad: play type=%x code=%u value=%d\n", event->type, event->code, event->value);
    return size;
}
