/* LV2 pedals for the tests of stompjar.host: a drive with everything that a host has to mind, and some that misbehave. */
#include <lv2/buf-size/buf-size.h>
#include <lv2/core/lv2.h>
#include <lv2/options/options.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PEDAL "urn:stompjar:test:"
enum { LATENCY = 32 };

typedef struct {
    const float* in;
    float* out;
    const float* gain;
    const float* level;
    float* latency;
    float past[LATENCY];
    double rate, time;
    int at, longest;
    const LV2_Worker_Schedule* schedule;
    float answer;
} Pedal;

static const void* feature(const LV2_Feature* const* features, const char* uri) {
    for (; *features; ++features) {
        if (!strcmp((*features)->URI, uri)) {
            return (*features)->data;
        }
    }
    return NULL;
}

static LV2_Handle make(const LV2_Descriptor* d, double rate, const char* bundle, const LV2_Feature* const* features) {
    Pedal* p = calloc(1, sizeof(Pedal));
    p->rate = rate;
    p->schedule = feature(features, LV2_WORKER__schedule);
    return p;
}

/* Wants numbers for URIs that go both ways, and the block length and rate as options. */
static LV2_Handle make_drive(const LV2_Descriptor* d, double rate, const char* bundle, const LV2_Feature* const* features) {
    const LV2_URID_Map* map = feature(features, LV2_URID__map);
    const LV2_URID_Unmap* unmap = feature(features, LV2_URID__unmap);
    const LV2_Options_Option* option = feature(features, LV2_OPTIONS__options);
    if (!map || !unmap || !option || rate > 150000) {
        return NULL;
    }
    LV2_URID key = map->map(map->handle, LV2_BUF_SIZE__maxBlockLength);
    LV2_URID rate_key = map->map(map->handle, "http://lv2plug.in/ns/ext/parameters#sampleRate");
    if (strcmp(unmap->unmap(unmap->handle, key), LV2_BUF_SIZE__maxBlockLength) || key == rate_key
        || key != map->map(map->handle, LV2_BUF_SIZE__maxBlockLength)) {
        return NULL;
    }
    Pedal* p = make(d, rate, bundle, features);
    float told = 0;
    for (; option->key; ++option) {
        if (option->key == key && option->size == 4) {
            p->longest = *(const int*)option->value;
        } else if (option->key == rate_key && option->size == 4) {
            told = *(const float*)option->value;
        }
    }
    return told == (float)rate ? p : NULL;
}

static void connect(LV2_Handle h, uint32_t port, void* data) {
    Pedal* p = h;
    switch (port) {
        case 0: p->in = data; break;
        case 1: p->out = data; break;
        case 2: p->gain = data; break;
        case 3: p->level = data; break;
        case 4: p->latency = data; break;
    }
}

/* tanh, LATENCY frames late, with a thump when it is switched on. */
static void drive(LV2_Handle h, uint32_t frames) {
    Pedal* p = h;
    *p->latency = LATENCY;
    float level = powf(10, *p->level / 20);
    for (uint32_t i = 0; i < frames; ++i) {
        float late = p->past[p->at];
        p->past[p->at] = p->in[i];
        p->at = (p->at + 1) % LATENCY;
        p->out[i] = (int)frames > p->longest ? 0 : level * tanhf(*p->gain * late) + (float)exp(-p->time / 0.03);
        p->time += 1 / p->rate;
    }
}

static void crash(LV2_Handle h, uint32_t frames) { *(volatile int*)8 = 1; }

static void quit(LV2_Handle h, uint32_t frames) { exit(3); }

static void hang(LV2_Handle h, uint32_t frames) {
    for (volatile int forever = 1; forever;) {
    }
}

static void nan_out(LV2_Handle h, uint32_t frames) {
    for (uint32_t i = 0; i < frames; ++i) {
        ((Pedal*)h)->out[i] = NAN;
    }
}

/* 1 where the smallest numbers are not zero. */
static void denormal(LV2_Handle h, uint32_t frames) {
    volatile float small = 1e-30f;
    volatile float product = small * 1e-10f;
    for (uint32_t i = 0; i < frames; ++i) {
        ((Pedal*)h)->out[i] = product != 0;
    }
}

/* Has its gain made by the worker. */
static void work_run(LV2_Handle h, uint32_t frames) {
    Pedal* p = h;
    p->schedule->schedule_work(p->schedule->handle, sizeof(float), p->gain);
    for (uint32_t i = 0; i < frames; ++i) {
        p->out[i] = p->answer * p->in[i];
    }
    p->answer = 0;
}

static LV2_Worker_Status work(LV2_Handle h, LV2_Worker_Respond_Function respond, LV2_Worker_Respond_Handle host, uint32_t size, const void* data) {
    float twice = 2 * *(const float*)data;
    return respond(host, sizeof twice, &twice);
}

static LV2_Worker_Status work_answer(LV2_Handle h, uint32_t size, const void* data) {
    ((Pedal*)h)->answer = *(const float*)data;
    return LV2_WORKER_SUCCESS;
}

static const void* worker(const char* uri) {
    static const LV2_Worker_Interface methods = {work, work_answer, NULL};
    return strcmp(uri, LV2_WORKER__interface) ? NULL : &methods;
}

static LV2_Handle refuse(const LV2_Descriptor* d, double rate, const char* bundle, const LV2_Feature* const* features) { return NULL; }

static const LV2_Descriptor pedals[] = {
    {PEDAL "drive", make_drive, connect, NULL, drive, NULL, free, NULL},
    {PEDAL "crash", make, connect, NULL, crash, NULL, free, NULL},
    {PEDAL "quit", make, connect, NULL, quit, NULL, free, NULL},
    {PEDAL "hang", make, connect, NULL, hang, NULL, free, NULL},
    {PEDAL "nan", make, connect, NULL, nan_out, NULL, free, NULL},
    {PEDAL "denormal", make, connect, NULL, denormal, NULL, free, NULL},
    {PEDAL "worker", make, connect, NULL, work_run, NULL, free, worker},
    {PEDAL "refuse", refuse, connect, NULL, drive, NULL, free, NULL},
    {PEDAL "demanding", make, connect, NULL, crash, NULL, free, NULL},
};

LV2_SYMBOL_EXPORT const LV2_Descriptor* lv2_descriptor(uint32_t index) {
    return index < sizeof pedals / sizeof *pedals ? &pedals[index] : NULL;
}
