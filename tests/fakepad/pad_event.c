/* pad_event FIFO connect | disconnect | CONTROL VALUE [CONTROL VALUE]...
 * Plugs a fake pad in or out, or moves its controls; CONTROL is a name as in bindings (South, LeftStickY,
 * DPadUp, LeftTrigger2 ...), VALUE is down, up, or -1 to 1 (sticks: right and up are positive). */
#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* value -1, 0, 1 of the control -> value of the code: scale * value */
struct control {
    const char *name;
    int type, code, scale;
};
static const struct control CONTROLS[] = {
    {"South", EV_KEY, BTN_A, 1},
    {"East", EV_KEY, BTN_B, 1},
    {"West", EV_KEY, BTN_X, 1},
    {"North", EV_KEY, BTN_Y, 1},
    {"LeftTrigger", EV_KEY, BTN_TL, 1},
    {"RightTrigger", EV_KEY, BTN_TR, 1},
    {"LeftTrigger2", EV_ABS, ABS_Z, 255},
    {"RightTrigger2", EV_ABS, ABS_RZ, 255},
    {"Select", EV_KEY, BTN_SELECT, 1},
    {"Start", EV_KEY, BTN_START, 1},
    {"Mode", EV_KEY, BTN_MODE, 1},
    {"LeftThumb", EV_KEY, BTN_THUMBL, 1},
    {"RightThumb", EV_KEY, BTN_THUMBR, 1},
    {"DPadUp", EV_ABS, ABS_HAT0Y, -1},
    {"DPadDown", EV_ABS, ABS_HAT0Y, 1},
    {"DPadLeft", EV_ABS, ABS_HAT0X, -1},
    {"DPadRight", EV_ABS, ABS_HAT0X, 1},
    {"LeftStickX", EV_ABS, ABS_X, 32767},
    {"LeftStickY", EV_ABS, ABS_Y, -32767},
    {"RightStickX", EV_ABS, ABS_RX, 32767},
    {"RightStickY", EV_ABS, ABS_RY, -32767},
};

/* A pad that no database knows has buttons for its d-pad, and the places that the kernel's names say: see fakepad.c. */
static const int UNKNOWN_FIRST = 8;
static const struct control UNKNOWN_CONTROLS[] = {
    {"North", EV_KEY, BTN_NORTH, 1},
    {"West", EV_KEY, BTN_WEST, 1},
    {"DPadUp", EV_KEY, BTN_DPAD_UP, 1},
    {"DPadDown", EV_KEY, BTN_DPAD_DOWN, 1},
    {"DPadLeft", EV_KEY, BTN_DPAD_LEFT, 1},
    {"DPadRight", EV_KEY, BTN_DPAD_RIGHT, 1},
};

static int fail(const char *what, const char *about) {
    fprintf(stderr, "pad_event: %s: %s\n", about, what);
    return 1;
}

/* Opens the FIFO once the program under test reads it; gives up after five seconds. */
static int open_pad(const char *path) {
    struct timespec pause = {0, 10 * 1000 * 1000};
    for (int tries = 0; tries < 500; tries++) {
        int file = open(path, O_WRONLY | O_NONBLOCK);
        if (file >= 0 || (errno != ENXIO && errno != ENOENT)) return file;
        nanosleep(&pause, 0);
    }
    return -1;
}

static int send_event(int file, int type, int code, int value) {
    struct input_event event = {.type = type, .code = code, .value = value};
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    event.input_event_sec = now.tv_sec;
    event.input_event_usec = now.tv_nsec / 1000;
    return write(file, &event, sizeof event) == sizeof event ? 0 : 1;
}

static int move(int file, int is_unknown, const char *name, const char *text) {
    double value = strcmp(text, "down") == 0 ? 1 : strcmp(text, "up") == 0 ? 0 : atof(text);
    for (size_t i = 0; is_unknown && i < sizeof UNKNOWN_CONTROLS / sizeof *UNKNOWN_CONTROLS; i++) {
        const struct control *control = &UNKNOWN_CONTROLS[i];
        if (strcmp(control->name, name) == 0)
            return send_event(file, control->type, control->code, (int)value) ? fail("cannot be written", name) : 0;
    }
    for (size_t i = 0; i < sizeof CONTROLS / sizeof *CONTROLS; i++) {
        const struct control *control = &CONTROLS[i];
        if (strcmp(control->name, name) == 0)
            return send_event(file, control->type, control->code, (int)(control->scale * value))
                       ? fail("cannot be written", name)
                       : 0;
    }
    fail("is no control; one of:", name);
    for (size_t i = 0; i < sizeof CONTROLS / sizeof *CONTROLS; i++) fprintf(stderr, " %s", CONTROLS[i].name);
    fprintf(stderr, "\n");
    return 1;
}

int main(int count, char **words) {
    if (count == 3 && strcmp(words[2], "connect") == 0)
        return mkfifo(words[1], 0600) ? fail(strerror(errno), words[1]) : 0;
    if (count == 3 && strcmp(words[2], "disconnect") == 0)
        return unlink(words[1]) ? fail(strerror(errno), words[1]) : 0;
    if (count < 4 || count % 2 != 0) {
        fprintf(stderr, "usage: pad_event FIFO connect | disconnect | CONTROL VALUE [CONTROL VALUE]...\n");
        return 2;
    }
    int file = open_pad(words[1]);
    if (file < 0) return fail("nobody reads this pad: is it connected, and does the program run?", words[1]);
    const char *number = strrchr(words[1], 't');
    int is_unknown = number && atoi(number + 1) >= UNKNOWN_FIRST;
    for (int i = 2; i < count; i += 2)
        if (move(file, is_unknown, words[i], words[i + 1])) return 1;
    return send_event(file, EV_SYN, SYN_REPORT, 0);
}
