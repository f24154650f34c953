/* A preloaded library: a FIFO at /dev/input/eventN answers as an Xbox 360 pad (045e:028e) with rumble.
 * Test support only. The program reads events from the FIFO; this library answers the questions (ioctl)
 * that a kernel device would, and prints what the program sends to the pad's motors. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/input.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char NAME[] = "Microsoft X-Box 360 pad";
static const int TYPES[] = {EV_KEY, EV_ABS, EV_FF};
static const int KEYS[] = {BTN_A,      BTN_B,     BTN_X,    BTN_Y,      BTN_TL,    BTN_TR,
                           BTN_SELECT, BTN_START, BTN_MODE, BTN_THUMBL, BTN_THUMBR};
static const int AXES[] = {ABS_X, ABS_Y, ABS_Z, ABS_RX, ABS_RY, ABS_RZ, ABS_HAT0X, ABS_HAT0Y};
static const int EFFECTS[] = {FF_RUMBLE, FF_PERIODIC, FF_SQUARE, FF_TRIANGLE, FF_SINE, FF_GAIN};

static int is_pad(int file) {
    char link[64], path[128];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, "/dev/input/event", 16) == 0;
}

static void set_bits(unsigned char *bits, int size, const int *numbers, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (numbers[i] / 8 < size) bits[numbers[i] / 8] |= 1 << (numbers[i] % 8);
}

#define SET(numbers) set_bits(answer, size, numbers, sizeof numbers / sizeof *numbers)

static int answer_capabilities(int type, unsigned char *answer, int size) {
    memset(answer, 0, size);
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

static int answer(int number, int size, void *argument) {
    if (number == 0x02) {
        struct input_id id = {.bustype = 3, .vendor = 0x045e, .product = 0x028e, .version = 0x0114};
        memcpy(argument, &id, sizeof id);
        return 0;
    }
    if (number == 0x06) {
        strncpy(argument, NAME, size);
        return sizeof NAME;
    }
    if (number == 0x18) {
        memset(argument, 0, size);
        return size;
    }
    if (number >= 0x20 && number < 0x40) return answer_capabilities(number - 0x20, argument, size);
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
    if (_IOC_TYPE(request) != 'E' || !is_pad(file)) return real(file, request, argument);
    return answer(_IOC_NR(request), _IOC_SIZE(request), argument);
}

/* What is written to the pad would come back as its own event: a FIFO has one direction. */
ssize_t write(int file, const void *bytes, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (size != sizeof(struct input_event) || !is_pad(file)) return real(file, bytes, size);
    const struct input_event *event = bytes;
    fprintf(stderr, "fakepad: play type=%x code=%u value=%d\n", event->type, event->code, event->value);
    return size;
}
