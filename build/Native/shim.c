/*
 * The names of Microsoft's C++ runtime that the prebuilt NativeAOT libraries refer to and that mingw-w64's runtime does not have. All else
 * (start-up, TLS directory, memory and string functions, malloc, C exception handling) comes from mingw-w64: link.sh.
 * Compiled by clang for the MSVC ABI, without any header. Weaker than Microsoft's: __GSHandlerCheck, and no control flow guard. Hence a link on
 * Linux is for development; releases are linked on Windows (docs/build.md).
 */
typedef unsigned long long word; /* 64 bits; "long" has 32 in this ABI */

void *malloc(word size);
void free(void *block);
__declspec(dllimport) void GetSystemTimeAsFileTime(word *time);
__declspec(dllimport) int QueryPerformanceCounter(word *counter);
__declspec(dllimport) unsigned long GetCurrentProcessId(void);
__declspec(dllimport) unsigned long GetCurrentThreadId(void);
extern int __dyn_tls_init(void *module, unsigned long reason, void *reserved); /* mingw-w64: runs the table .CRT$XDA to .CRT$XDZ */

int _fltused = 0x9875; /* the compiler's mark for "uses floating point" */

/* ---- /GS: a random value between the locals and the return address ---- */

word __security_cookie = 0x00002B992DDFA232ULL; /* the documented default: it is in force only until init_cookie */

#define FASTFAIL(code) __asm__ volatile("int $0x29" : : "c"(code))
#define FAST_FAIL_STACK_COOKIE_CHECK_FAILURE 2 /* winnt.h */
#define FAST_FAIL_RANGE_CHECK_FAILURE 8

void __security_check_cookie(word cookie)
{
    if (cookie != __security_cookie)
        FASTFAIL(FAST_FAIL_STACK_COOKIE_CHECK_FAILURE);
}

void __report_rangecheckfailure(void)
{
    FASTFAIL(FAST_FAIL_RANGE_CHECK_FAILURE);
}

/* Called while an exception passes a frame that has a cookie. Microsoft's checks the cookie here too; this one only says "go on searching". */
int __GSHandlerCheck(void *record, void *frame, void *context, void *dispatcher)
{
    (void)record, (void)frame, (void)context, (void)dispatcher;
    return 1;
}

static int init_cookie(void)
{
    word time = 0, counter = 0;
    GetSystemTimeAsFileTime(&time);
    QueryPerformanceCounter(&counter);
    word mix = time ^ (counter << 16) ^ (counter >> 13) ^ __builtin_ia32_rdtsc() ^ (word)&time /* ASLR */
             ^ ((word)GetCurrentProcessId() << 32) ^ GetCurrentThreadId();
    mix = (mix ^ (mix >> 31)) * 0x9E3779B97F4A7C15ULL; /* spread the entropy of the low bits */
    __security_cookie = mix >> 16;                     /* the two high bytes stay zero: a string that overflows ends before them */
    return 0;
}

/* Among the first C initialisers, when no frame with a cookie is on the stack yet. */
#pragma section(".CRT$XIB", long, read)
__declspec(allocate(".CRT$XIB")) int (*const shim_init_cookie)(void) = init_cookie;

/* ---- thread_local of C++: its initialisers run once a thread, at the latest at the first use ---- */

__declspec(thread) char tls_guard __asm__("__tls_guard");

static void set_tls_guard(void)
{
    tls_guard = 1;
}

#pragma section(".CRT$XDB", long, read)
__declspec(allocate(".CRT$XDB")) void (*const shim_set_tls_guard)(void) = set_tls_guard;

void __dyn_tls_on_demand_init(void)
{
    __dyn_tls_init(0, 2 /* DLL_THREAD_ATTACH */, 0);
}

/* ---- operator new and delete; no code of the runtime libraries throws from them ---- */

const char nothrow __asm__("?nothrow@std@@3Unothrow_t@1@B") = 0;

static void *allocate(word size)
{
    return malloc(size ? size : 1);
}

void *new_nothrow(word size, const void *tag) __asm__("??2@YAPEAX_KAEBUnothrow_t@std@@@Z");
void *new_nothrow(word size, const void *tag)
{
    (void)tag;
    return allocate(size);
}

void *new_array_nothrow(word size, const void *tag) __asm__("??_U@YAPEAX_KAEBUnothrow_t@std@@@Z");
void *new_array_nothrow(word size, const void *tag)
{
    (void)tag;
    return allocate(size);
}

void delete_sized(void *block, word size) __asm__("??3@YAXPEAX_K@Z");
void delete_sized(void *block, word size)
{
    (void)size;
    free(block);
}

void delete_array(void *block) __asm__("??_V@YAXPEAX@Z");
void delete_array(void *block)
{
    free(block);
}

/* ---- helpers that the compiler calls with its own conventions ---- */

/* An indirect call with its target in rax. Without control flow guard it is a jump. */
void shim_dispatch(void);
void *__guard_dispatch_icall_fptr = (void *)shim_dispatch;
__asm__(".text\n"
        ".globl shim_dispatch\n"
        "shim_dispatch: jmp *%rax\n"
        /* The stack probe: libgcc's ___chkstk_ms has the same contract (size in rax, keeps all registers). */
        ".globl __chkstk\n"
        "__chkstk: jmp ___chkstk_ms\n");
