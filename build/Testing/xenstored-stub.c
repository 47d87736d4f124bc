/* Stands in for what Debian's oxenstored wants of a hypervisor before it serves its socket, and for the limit of open files that a container may not raise. */
int pipe(int ends[2]);

static char handle[4096];

void *xc_interface_open(void *logger, void *dombuild_logger, unsigned flags) { return handle; }
int xc_interface_close(void *xc) { return 0; }
void *xenevtchn_open(void *logger, unsigned flags) { return handle; }
int xenevtchn_close(void *events) { return 0; }
int xenevtchn_bind_virq(void *events, unsigned virq) { return 7; }
int setrlimit(int resource, const void *limit) { return 0; }

/* Something to poll that never becomes readable. */
int xenevtchn_fd(void *events)
{
    int ends[2];
    return pipe(ends) == 0 ? ends[0] : -1;
}
